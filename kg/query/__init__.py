"""Saved questions, their parameters, and how they are asked."""

"""Reports: one page for each plan that opens anywhere, without a network."""

from kg.report.page import index_page, page_name, plan_page

__all__ = ["index_page", "page_name", "plan_page"]

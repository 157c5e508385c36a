"""govplan: plan documents of governments as a knowledge graph."""

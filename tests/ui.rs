//! Every mistake in a declaration, and its legal neighbour.

"""Pages for everybody: signing in, the account, what one may open."""

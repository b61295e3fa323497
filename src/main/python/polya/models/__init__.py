"""The models, a module each; ``polya`` itself has them all."""

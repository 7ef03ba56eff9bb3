"""The pages of monev: meetings, recommendations, minutes."""

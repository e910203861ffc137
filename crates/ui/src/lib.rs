//! Components of the design system. They know nothing of places or cities.

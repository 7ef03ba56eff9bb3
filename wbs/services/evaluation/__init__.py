"""The evaluation sheet (LKE): what a unit's figures and documents support, and what is said in it."""

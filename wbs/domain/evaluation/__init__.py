"""What figures and documents support in each row of the evaluation sheet (LKE), and what is said in it."""

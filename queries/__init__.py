"""The catalogue of questions, one .rq file each, and the code that runs them."""

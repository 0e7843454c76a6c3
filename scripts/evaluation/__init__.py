"""What ``scripts/eval`` runs: engines over the corpus, and the corruption benchmark."""

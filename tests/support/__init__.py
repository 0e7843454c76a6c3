"""What several tests share: a real WordPress, a model server on loopback, a site in memory, builders."""

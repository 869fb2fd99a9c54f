# Reference values of HDBSCAN: Rscript --vanilla src/test/resources/train/density.R, in the root folder.
# Writes density.csv: a line for each setting, then the cluster of each row, 0 for noise. Made with R 4.2.2 and dbscan 1.1-11.
birds <- na.omit(read.csv("examples/data/penguins.csv", na.strings = ""))
x <- sweep(as.matrix(birds[, 3:6]), 2, c(50, 20, 200, 4000), "/")
# Two half moons around each other, noise between them, and rows that come twice.
i <- 0:99
t <- pi * i / 99
wave <- 0.06 * sin(i * i)
moons <- rbind(cbind(cos(t), sin(t) + wave), cbind(1 - cos(t), 0.5 - sin(t) + wave),
               cbind(-1.5 + 4 * ((i[1:30] * 37) %% 100) / 100, -1.5 + 3 * ((i[1:30] * 61) %% 100) / 100))
moons <- rbind(moons, moons[1:20, ])
lines <- c()
for (size in c(3, 5, 10, 20)) {
  lines <- c(lines, paste(c(paste("penguins", size), dbscan::hdbscan(x, minPts = size)$cluster), collapse = ","),
             paste(c(paste("moons", size), dbscan::hdbscan(moons, minPts = size)$cluster), collapse = ","))
}
writeLines(lines, "src/test/resources/train/density.csv")

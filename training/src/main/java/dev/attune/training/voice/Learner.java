package dev.attune.training.voice;

/// What is compared: support vector machines with balanced classes.
///
/// @param gammaPerFeature of the Gaussian kernel times the number of features; 0 for the linear kernel
/// @param cost libsvm's C
record Learner(String name, double gammaPerFeature, double cost) {
    boolean linear() {
        return gammaPerFeature == 0;
    }

    double gamma(int features) {
        return gammaPerFeature / features;
    }
}

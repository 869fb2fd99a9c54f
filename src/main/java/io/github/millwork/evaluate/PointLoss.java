package io.github.millwork.evaluate;

/** The losses without a parameter. */
enum PointLoss implements Loss {
    ABSOLUTE("MAE") {
        @Override
        public double of(double truth, double predicted) {
            return Math.abs(truth - predicted);
        }
    },
    SQUARED("MSE") {
        @Override
        public double of(double truth, double predicted) {
            return (truth - predicted) * (truth - predicted);
        }
    },
    ROOT_SQUARED("RMSE") {
        @Override
        public double of(double truth, double predicted) {
            return SQUARED.of(truth, predicted);
        }

        @Override
        public boolean root() {
            return true;
        }
    },
    /** Relative to the truth; where that is zero to the least number that scikit-learn divides by. */
    PERCENTAGE("MAPE") {
        @Override
        public double of(double truth, double predicted) {
            return Math.abs(truth - predicted) / Math.max(Math.abs(truth), Math.ulp(1.0));
        }
    },
    SYMMETRIC_PERCENTAGE("SMAPE") {
        @Override
        public double of(double truth, double predicted) {
            double size = (Math.abs(truth) + Math.abs(predicted)) / 2;
            return size == 0 ? 0 : Math.abs(truth - predicted) / size;
        }
    },
    ROOT_SQUARED_LOGARITHM("RMSLE") {
        @Override
        public double of(double truth, double predicted) {
            return SQUARED.of(Math.log1p(truth), Math.log1p(predicted));
        }

        @Override
        public boolean root() {
            return true;
        }

        @Override
        public Domain truths() {
            return Domain.AT_LEAST_ZERO;
        }

        @Override
        public Domain predictions() {
            return Domain.AT_LEAST_ZERO;
        }
    },
    POISSON("Poisson deviance") {
        @Override
        public double of(double truth, double predicted) {
            double logarithm = truth == 0 ? 0 : truth * Math.log(truth / predicted);
            return 2 * (logarithm - truth + predicted);
        }

        @Override
        public Domain truths() {
            return Domain.AT_LEAST_ZERO;
        }

        @Override
        public Domain predictions() {
            return Domain.ABOVE_ZERO;
        }
    },
    GAMMA("gamma deviance") {
        @Override
        public double of(double truth, double predicted) {
            return 2 * (Math.log(predicted / truth) + truth / predicted - 1);
        }

        @Override
        public Domain truths() {
            return Domain.ABOVE_ZERO;
        }

        @Override
        public Domain predictions() {
            return Domain.ABOVE_ZERO;
        }
    };

    private final String label;

    PointLoss(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}

package io.github.millwork.engineer;

/** By what the next feature is chosen, given those that were chosen before. */
public enum JointCriterion {
    /**
     * Its mutual information with the classes, less the mean of that with each feature before: minimum redundancy, maximum
     * relevance (Peng, Long and Ding 2005).
     */
    MRMR,
    /** The sum, over the features before, of what the two together say of the classes: joint mutual information (Yang and Moody 1999). */
    JMI,
    /** The least, over the features before, of what it says of the classes where that one is known (Fleuret 2004). */
    CMIM
}

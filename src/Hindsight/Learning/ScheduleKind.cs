namespace Hindsight.Learning;

/// <summary>How the learning rate moves after the warm-up.</summary>
public enum ScheduleKind
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Linearly to 0 at the total number of optimiser steps.</summary>
    Linear,

    /// <summary>Along half a cosine to 0 at the total number of optimiser steps.</summary>
    Cosine,
}

namespace Hindsight.SemanticKernel.Hosting;

/// <summary>A held-out judge that grades a sample of the answers as well. Nothing is trained on its word; a health gate trips where it and the training judge part.</summary>
public sealed class GoldOptions
{
    /// <summary>The judge or panel, which should be another model than those that are trained on.</summary>
    /// <value>empty: none</value>
    public string Judge { get; set; } = "";

    /// <summary>The share of graded answers that it grades too, 0 to 1; which ones follows from their seeds.</summary>
    /// <value>0.05</value>
    public double Rate { get; set; } = 0.05;
}

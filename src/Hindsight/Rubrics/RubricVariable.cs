namespace Hindsight.Rubrics;

/// <summary>A variable of a rubric's template, as Semantic Kernel declares it.</summary>
/// <param name="Name">Its name, without <c>$</c>.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Default">What holds where nothing is given, or <see langword="null"/>.</param>
/// <param name="IsRequired">Whether something must be given.</param>
public sealed record RubricVariable(string Name, string Description, string? Default, bool IsRequired);

namespace Hindsight.Torch.Models;

/// <summary>Where a named tensor lies in a <see cref="ParameterBuffer"/>.</summary>
/// <param name="Name">The checkpoint's name.</param>
/// <param name="Shape">The checkpoint's shape.</param>
/// <param name="Offset">The first element.</param>
internal sealed record ParameterSlot(string Name, long[] Shape, long Offset)
{
    /// <summary>The number of elements.</summary>
    public long Length { get; } = Shape.Aggregate(1L, (product, size) => product * size);
}

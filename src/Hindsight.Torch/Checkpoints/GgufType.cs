namespace Hindsight.Torch.Checkpoints;

/// <summary>How a GGUF file stores a tensor's values: in blocks of so many values and bytes.</summary>
/// <param name="Id">The number in the file.</param>
/// <param name="Name">ggml's name.</param>
/// <param name="BlockValues">The values of a block.</param>
/// <param name="BlockBytes">The bytes of a block.</param>
/// <param name="Dequantise">Turns whole blocks into values, in float32.</param>
internal sealed record GgufType(int Id, string Name, int BlockValues, int BlockBytes, GgufType.Decoder Dequantise)
{
    /// <summary>Turns whole blocks into values.</summary>
    public delegate void Decoder(ReadOnlySpan<byte> blocks, Span<float> values);

    /// <summary>The types that can be read.</summary>
    public static IReadOnlyDictionary<int, GgufType> All { get; } = new GgufType[]
    {
        new(0, "F32", 1, 4, GgufBlocks.F32),
        new(1, "F16", 1, 2, GgufBlocks.F16),
        new(2, "Q4_0", 32, 18, GgufBlocks.Q4Zero),
        new(3, "Q4_1", 32, 20, GgufBlocks.Q4One),
        new(6, "Q5_0", 32, 22, GgufBlocks.Q5Zero),
        new(7, "Q5_1", 32, 24, GgufBlocks.Q5One),
        new(8, "Q8_0", 32, 34, GgufBlocks.Q8Zero),
        new(30, "BF16", 1, 2, GgufBlocks.BF16),
    }.ToDictionary(t => t.Id);

    /// <summary>ggml's names of types that cannot be read, for errors.</summary>
    private static readonly Dictionary<int, string> Others = new()
    {
        [9] = "Q8_1", [10] = "Q2_K", [11] = "Q3_K", [12] = "Q4_K", [13] = "Q5_K", [14] = "Q6_K", [15] = "Q8_K", [16] = "IQ2_XXS", [17] = "IQ2_XS", [18] = "IQ3_XXS",
        [19] = "IQ1_S", [20] = "IQ4_NL", [21] = "IQ3_S", [22] = "IQ2_S", [23] = "IQ4_XS", [24] = "I8", [25] = "I16", [26] = "I32", [27] = "I64", [28] = "F64", [29] = "IQ1_M",
        [34] = "TQ1_0", [35] = "TQ2_0", [39] = "MXFP4", [40] = "NVFP4",
    };

    /// <summary>How errors speak of a number.</summary>
    public static string Describe(int id) => All.TryGetValue(id, out GgufType? type) ? type.Name : Others.TryGetValue(id, out string? name) ? name : $"number {id}";
}

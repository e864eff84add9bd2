namespace Hindsight.Torch.Models;

/// <summary>All adapters of a model as views of a buffer (weights or gradients).</summary>
/// <param name="Layers">One for each layer.</param>
/// <param name="Scale">alpha / r.</param>
internal sealed record LowRankAdapters(IReadOnlyList<LayerAdapters> Layers, double Scale)
{
    private static readonly string[] Known = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>The layout of the adapters that the options ask for, under PEFT's names.</summary>
    /// <exception cref="ArgumentException">A target is not a projection of the model.</exception>
    public static ParameterLayout Layout(Architecture architecture, LoraOptions options)
    {
        string[] unknown = [.. options.Targets.Except(Known)];
        if (unknown.Length > 0 || options.Targets.Count == 0)
            throw new ArgumentException($"LoRA targets '{string.Join(", ", options.Targets)}': expected at least one, all of {string.Join(", ", Known)}.");
        var layout = new ParameterLayout();
        for (int layer = 0; layer < architecture.Layers; layer++)
        {
            foreach (string projection in Known.Where(options.Targets.Contains))
            {
                (long output, long input) = Shape(architecture, projection);
                layout.Add((Name(layer, projection, 'A'), [options.Rank, input]));
                layout.Add((Name(layer, projection, 'B'), [output, options.Rank]));
            }
        }

        return layout;
    }

    /// <summary>Views of a buffer with the layout of <see cref="Layout"/>.</summary>
    public static LowRankAdapters From(ParameterBuffer buffer, Architecture architecture, LoraOptions options)
    {
        IReadOnlyList<LowRankPair> Pairs(int layer, params ReadOnlySpan<string> projections)
        {
            var pairs = new List<LowRankPair>();
            long row = 0;
            foreach (string projection in projections)
            {
                if (options.Targets.Contains(projection))
                    pairs.Add(new LowRankPair(row, buffer[Name(layer, projection, 'A')], buffer[Name(layer, projection, 'B')]));
                row += Shape(architecture, projection).Output;
            }

            return pairs;
        }

        return new LowRankAdapters(
            [
                .. Enumerable.Range(0, architecture.Layers).Select(layer => new LayerAdapters(
                    Pairs(layer, "q_proj", "k_proj", "v_proj"), Pairs(layer, "o_proj"), Pairs(layer, "gate_proj", "up_proj"), Pairs(layer, "down_proj"))),
            ],
            options.Alpha / options.Rank);
    }

    /// <summary>PEFT's name of an adapter's matrix.</summary>
    public static string Name(int layer, string projection, char matrix) =>
        $"base_model.model.{ParameterNames.Module(layer, projection)}.lora_{matrix}.weight";

    private static (long Output, long Input) Shape(Architecture a, string projection) => projection switch
    {
        "q_proj" => ((long)a.Heads * a.HeadDimension, a.HiddenSize),
        "k_proj" or "v_proj" => ((long)a.KeyValueHeads * a.HeadDimension, a.HiddenSize),
        "o_proj" => (a.HiddenSize, (long)a.Heads * a.HeadDimension),
        "down_proj" => (a.HiddenSize, a.IntermediateSize),
        _ => (a.IntermediateSize, a.HiddenSize),
    };
}

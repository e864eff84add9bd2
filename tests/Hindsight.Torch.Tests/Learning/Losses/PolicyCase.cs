using System.Text.Json;
using Hindsight.Learning;
using Hindsight.Testing;
using Hindsight.Torch.Learning.Losses;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning.Losses;

/// <summary>A policy case of the reference files as tensors.</summary>
internal sealed class PolicyCase
{

    public PolicyCase(ReferenceCase c)
    {
        Type = ReferenceTensors.TypeOf(c);
        Tensor? Find(string name) => c.Inputs.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? ReferenceTensors.Read(value, Type) : null;
        double Number(string name, double otherwise) => c.Options.TryGetProperty(name, out JsonElement value) ? ReferenceCase.Number(value)!.Value : otherwise;
        LogProbs = Find("logprobs")!.requires_grad_();
        Mask = Find("mask")!;
        Advantages = PerToken(Find("advantages")!);
        Revised = Find("revised") is { } revised ? PerToken(revised).to_type(ScalarType.Bool) : zeros_like(Mask).to_type(ScalarType.Bool);
        Tensor old = Find("old_logprobs") ?? LogProbs.detach();
        Tensor denominator = c.Options.TryGetProperty("revised_denominator", out JsonElement which) && which.GetString() == "one"
            ? zeros_like(old)
            : Find("behaviour_logprobs") ?? old;
        Denominators = where(Revised, denominator, old);
        Options = new ObjectiveOptions
        {
            ClipLow = Number("clip_low", 0.2),
            ClipHigh = Number("clip_high", 0.2),
            DualClip = Number("dual_clip", 3),
            Gamma = Number("gamma", 1),
            KlCoefficient = Number("beta", 0),
            EntropyCoefficient = Number("eta", 0),
            Aggregation = RuleOf(c.Options.GetProperty("aggregation").GetString()!),
        };
        Weights = WeightsOf(c.Options.GetProperty("aggregation").GetString()!, Mask);
    }

    public ScalarType Type { get; }

    public ObjectiveOptions Options { get; }

    public Tensor LogProbs { get; }

    public Tensor Mask { get; }

    public Tensor Advantages { get; }

    public Tensor Revised { get; }

    /// <summary>What each token's ratio is divided by: log π_old, or what the case says for revised tokens.</summary>
    public Tensor Denominators { get; }

    public Tensor Weights { get; }

    public Tensor Ratios => PolicyLoss.Ratio(LogProbs, Denominators);

    /// <summary>The token losses, not yet weighted.</summary>
    public Tensor TokenLoss => MixedObjective.PolicyTokenLoss(Ratios, Advantages, Revised, Options);

    /// <summary>The weight of each token, zero where masked.</summary>
    public static Tensor WeightsOf(string aggregation, Tensor mask)
    {
        int[] lengths = [.. mask.sum([1L]).to_type(ScalarType.Int64).data<long>().Select(length => (int)length)];
        return tensor(TokenWeights.Of(RuleOf(aggregation), lengths, (int)mask.shape[1])).to_type(mask.dtype).unsqueeze(1) * mask;
    }

    private static LossAggregation RuleOf(string aggregation) => aggregation switch
    {
        "token-mean" => LossAggregation.TokenMean,
        "seq-mean-token-sum" => LossAggregation.SequenceMeanTokenSum,
        "seq-mean-token-mean" => LossAggregation.SequenceMeanTokenMean,
        "seq-mean-token-sum-norm" => LossAggregation.SequenceMeanTokenSumNorm,
        _ => throw new NotSupportedException(aggregation),
    };

    private Tensor PerToken(Tensor values) => values.dim() == 1 ? values.unsqueeze(1).expand_as(Mask) : values;
}

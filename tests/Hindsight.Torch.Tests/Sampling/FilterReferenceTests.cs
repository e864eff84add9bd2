using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Sampling;
using Xunit.Abstractions;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class FilterReferenceTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-9;

    [ReferenceFact("sampling")]
    public void Filter_EveryCase_GivesTheReferencesProbabilities()
    {
        ReferenceCase[] cases = [.. References.ReadCases("sampling", "*", output).Where(c => c.Expected.TryGetProperty("probabilities", out _))];
        int supported = 0;
        foreach (ReferenceCase @case in cases)
        {
            if (ReadOptions(@case.Options) is not { } options)
            {
                output.WriteLine($"{@case}: unsupported ({@case.Options.GetRawText()}).");
                continue;
            }

            supported++;
            double[] logits = Numbers(@case.Inputs.GetProperty("logits"));
            var seen = new SeenTokens(logits.Length);
            foreach (string part in (string[])["prompt", "generated"])
            {
                foreach (JsonElement token in @case.Inputs.GetProperty(part).EnumerateArray()) seen.Add(token.GetInt32());
            }

            var distribution = new TokenDistribution(logits.Length);
            logits.CopyTo(distribution.Logits);
            distribution.Filter(options, seen.Ids);
            double[] probabilities = [.. distribution.LogProbs().Select(Math.Exp)];
            Differences.Largest(probabilities, Numbers(@case.Expected.GetProperty("probabilities"))).Should().BeLessThan(Tolerance, @case.ToString());
            Enumerable.Range(0, logits.Length).Where(i => probabilities[i] > 0).Should()
                .Equal(@case.Expected.GetProperty("kept").EnumerateArray().Select(e => e.GetInt32()), @case.ToString());
        }

        output.WriteLine($"{supported} of {cases.Length} cases.");
        if (References.IsDefault) supported.Should().BeGreaterThan(40);
    }

    [ReferenceFact("sampling")]
    public void Cases_OfAnotherForm_ArePrinted()
    {
        string[] forms = ["probabilities", "logprobs", "emitted"];
        foreach (ReferenceCase @case in References.ReadCases("sampling", "*", output).Where(c => !forms.Any(form => c.Expected.TryGetProperty(form, out _))))
            output.WriteLine($"{@case}: unsupported form.");
    }

    [ReferenceFact("sampling")]
    public void LogProbs_EveryCase_AgreeWithTheReference()
    {
        foreach (ReferenceCase @case in References.ReadCases("sampling", "*", output).Where(c => c.Expected.TryGetProperty("logprobs", out _)))
        {
            double[] logits = Numbers(@case.Inputs.GetProperty("logits"));
            var distribution = new TokenDistribution(logits.Length);
            logits.CopyTo(distribution.Logits);
            distribution.Filter(new SamplingOptions(), []);
            double[] logProbs = distribution.LogProbs();
            Differences.Largest(logProbs, Numbers(@case.Expected.GetProperty("logprobs"))).Should().BeLessThan(Tolerance, @case.ToString());
            logProbs.Sum(l => -Math.Exp(l) * l).Should().BeApproximately(@case.Expected.GetProperty("entropy").GetDouble(), Tolerance, @case.ToString());
            int[] top = [.. @case.Expected.GetProperty("top_tokens").EnumerateArray().Select(e => e.GetInt32())];
            Enumerable.Range(0, logits.Length).OrderByDescending(i => logProbs[i]).Take(top.Length).Should().Equal(top, @case.ToString());
            distribution.Best().Should().Be(@case.Expected.GetProperty("greedy").GetInt32(), @case.ToString());
        }
    }

    private static double[] Numbers(JsonElement list) => [.. ReferenceCase.Numbers(list).Select(n => n!.Value)];

    /// <summary>The case's options, or <see langword="null"/> where it needs one that the project does not have.</summary>
    private static SamplingOptions? ReadOptions(JsonElement options)
    {
        var read = new SamplingOptions();
        foreach (JsonProperty option in options.EnumerateObject())
        {
            SamplingOptions? next = option.Name switch
            {
                "temperature" => read with { Temperature = option.Value.GetDouble() },
                "top_k" => read with { TopK = option.Value.GetInt32() },
                "top_p" => read with { TopP = option.Value.GetDouble() },
                "min_p" => read with { MinP = option.Value.GetDouble() },
                "repetition_penalty" => read with { RepetitionPenalty = option.Value.GetDouble() },
                _ => null,
            };
            if (next is null) return null;
            read = next;
        }

        return read;
    }
}

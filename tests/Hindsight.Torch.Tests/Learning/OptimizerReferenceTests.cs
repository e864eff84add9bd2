using System.Text.Json;
using FluentAssertions.Execution;
using Hindsight.Learning;
using Hindsight.Testing;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Models;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning;

public sealed class OptimizerReferenceTests(ITestOutputHelper output)
{
    [ReferenceFact("optim")]
    public void Optimizers_EveryCase_AgreesWithTheReference()
    {
        var agreed = new SortedDictionary<string, int>();
        foreach (ReferenceCase c in References.ReadCases("optim", "*", output))
        {
            using DisposeScope scope = NewDisposeScope();
            using var assertions = new AssertionScope(c.ToString());
            (string kind, Action<ReferenceCase>? check) = Find(c);
            if (check is null)
            {
                output.WriteLine($"Unsupported: {c} ({kind})");
                continue;
            }

            check(c);
            agreed[kind] = agreed.GetValueOrDefault(kind) + 1;
        }

        foreach ((string kind, int count) in agreed) output.WriteLine($"{kind}: {count} cases agree.");
        if (!References.IsDefault) return;
        agreed.Keys.Should().Contain(["AdamW", "clipping", "schedule constant", "schedule constant_with_warmup", "schedule cosine", "schedule linear"]);
    }

    private static (string Kind, Action<ReferenceCase>? Check) Find(ReferenceCase c)
    {
        if (c.Options.TryGetProperty("beta1", out _)) return c.Options.GetProperty("amsgrad").GetBoolean() ? ("AMSGrad", null) : ("AdamW", Adam);
        if (c.Expected.TryGetProperty("learning_rate_used", out _))
        {
            string name = c.Options.GetProperty("schedule").GetString()!;
            bool plain = !c.Options.TryGetProperty("num_cycles", out JsonElement cycles) || cycles.GetDouble() == 0.5;
            return ($"schedule {name}", plain && ScheduleOf(name) is not null ? Schedule : null);
        }

        if (c.Expected.TryGetProperty("norm_before_clipping", out _))
            return c.Options.TryGetProperty("norm", out JsonElement norm) && ReferenceCase.Number(norm) == 2 ? ("clipping", Clipping) : ("clipping by another norm", null);
        return (c.File, null);
    }

    private static ScheduleKind? ScheduleOf(string name) => name switch
    {
        "constant" or "constant_with_warmup" => ScheduleKind.Constant,
        "linear" => ScheduleKind.Linear,
        "cosine" => ScheduleKind.Cosine,
        _ => null,
    };

    private static void Schedule(ReferenceCase c)
    {
        double[] expected = [.. c.Expected.GetProperty("learning_rate_used").EnumerateArray().Select(v => v.GetDouble())];
        for (int step = 0; step < expected.Length; step++) Rate(c, step).Should().BeApproximately(expected[step], 1e-10 * Math.Max(1, expected[step]), $"step {step}");
    }

    private static double Rate(ReferenceCase c, int step)
    {
        int Count(string name) => c.Options.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;
        double peak = c.Options.GetProperty("learning_rate").GetDouble();
        ScheduleKind kind = c.Options.TryGetProperty("schedule", out JsonElement name) && name.ValueKind == JsonValueKind.String ? ScheduleOf(name.GetString()!)!.Value : ScheduleKind.Constant;
        return LearningRateSchedule.Rate(kind, peak, step, Count("warmup_steps"), Count("total_steps"));
    }

    private static void Clipping(ReferenceCase c)
    {
        ScalarType type = ReferenceTensors.TypeOf(c);
        ParameterLayout layout = LayoutOf(c.Inputs.GetProperty("gradients"));
        using var gradients = new ParameterBuffer(layout, type, CPU);
        Fill(gradients, c.Inputs.GetProperty("gradients"));

        double norm = GradientClipping.Norm(gradients.Flat);
        GradientClipping.Clip(gradients.Flat, norm, ReferenceCase.Number(c.Options.GetProperty("max_norm"))!.Value);

        ReferenceTensors.ShouldAgree(norm, c.Expected.GetProperty("norm_before_clipping"), type, "norm");
        ShouldAgree(gradients, c.Expected.GetProperty("gradients"), "gradients");
    }

    private static void Adam(ReferenceCase c)
    {
        foreach (bool fused in new[] { true, false }) Adam(c, fused);
    }

    private static void Adam(ReferenceCase c, bool fused)
    {
        string dtype = c.Content.GetProperty("dtype").GetString()!;
        bool rounded = dtype.StartsWith("bfloat16", StringComparison.Ordinal);
        ScalarType type = dtype == "float64" ? ScalarType.Float64 : ScalarType.Float32;
        JsonElement start = c.Inputs.GetProperty("parameters");
        ParameterLayout layout = LayoutOf(start);
        using var masters = new ParameterBuffer(layout, type, CPU);
        using var gradients = new ParameterBuffer(layout, type, CPU);
        Fill(masters, start);
        double Option(string name) => c.Options.GetProperty(name).GetDouble();
        using var adam = new AdamW(masters.Flat, new OptimizerOptions
        {
            Beta1 = Option("beta1"), Beta2 = Option("beta2"), Epsilon = Option("epsilon"), WeightDecay = Option("weight_decay"),
        });
        bool micro = c.Inputs.TryGetProperty("micro_batches", out JsonElement parts) && parts.GetInt32() > 1;
        int step = 0;
        foreach (JsonElement given in c.Inputs.GetProperty("gradients").EnumerateArray())
        {
            gradients.Flat.zero_();
            foreach (JsonElement part in micro ? given.EnumerateArray().ToArray() : [given]) Fill(gradients, part);
            double norm = GradientClipping.Norm(gradients.Flat);
            if (ReferenceCase.Number(c.Options.GetProperty("max_norm")) is { } largest)
            {
                ReferenceTensors.ShouldAgree(norm, c.Expected.GetProperty("norm_before_clipping")[step], type, $"norm of step {step}");
                GradientClipping.Clip(gradients.Flat, norm, largest);
            }

            if (fused) adam.Step(gradients.Flat, Rate(c, step));
            else adam.PlainStep(gradients.Flat, Rate(c, step));
            ShouldAgree(masters, c.Expected.GetProperty(rounded ? "master" : "parameters")[step], $"parameters after step {step}, fused {fused}");
            step++;
        }

        if (c.Expected.TryGetProperty("first_moment", out JsonElement first)) ShouldAgree(layout, adam.FirstMoment, first, "first moment");
        if (c.Expected.TryGetProperty("second_moment", out JsonElement second)) ShouldAgree(layout, adam.SecondMoment, second, "second moment");
        if (rounded) RoundsAsTheReference(c);
    }

    /// <summary>The copy that is multiplied is the master rounded to the nearest bf16, ties to even: exactly.</summary>
    private static void RoundsAsTheReference(ReferenceCase c)
    {
        foreach ((JsonElement master, JsonElement parameters) in c.Expected.GetProperty("master").EnumerateArray().Zip(c.Expected.GetProperty("parameters").EnumerateArray()))
        {
            using var masters = new ParameterBuffer(LayoutOf(master), ScalarType.Float32, CPU);
            Fill(masters, master);
            using var copy = new ParameterBuffer(masters.Layout, ScalarType.BFloat16, CPU);
            copy.Flat.copy_(masters.Flat);
            for (int i = 0; i < parameters.GetArrayLength(); i++)
            {
                Tensor expected = ReferenceTensors.Read(parameters[i], ScalarType.Float32);
                (copy[$"{i}"].to_type(ScalarType.Float32) != expected).any().item<bool>().Should().BeFalse("rounding is exact");
            }
        }
    }

    private static ParameterLayout LayoutOf(JsonElement tensors)
    {
        var layout = new ParameterLayout();
        for (int i = 0; i < tensors.GetArrayLength(); i++) layout.Add(($"{i}", ReferenceTensors.Read(tensors[i], ScalarType.Float64).shape));
        return layout;
    }

    private static void Fill(ParameterBuffer buffer, JsonElement tensors)
    {
        for (int i = 0; i < tensors.GetArrayLength(); i++) buffer[$"{i}"].add_(ReferenceTensors.Read(tensors[i], buffer.Flat.dtype));
    }

    private static void ShouldAgree(ParameterBuffer actual, JsonElement expected, string what)
    {
        for (int i = 0; i < expected.GetArrayLength(); i++) ReferenceTensors.ShouldAgree(actual[$"{i}"], expected[i], $"{what}, tensor {i}");
    }

    private static void ShouldAgree(ParameterLayout layout, Tensor flat, JsonElement expected, string what)
    {
        foreach (ParameterSlot slot in layout.Slots)
            ReferenceTensors.ShouldAgree(flat.narrow(0, slot.Offset, slot.Length).view(slot.Shape), expected[int.Parse(slot.Name)], $"{what}, tensor {slot.Name}");
    }
}

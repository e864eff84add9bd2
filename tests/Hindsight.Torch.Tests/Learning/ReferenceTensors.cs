using System.Text.Json;
using Hindsight.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning;

/// <summary>Tensors from the reference files, and comparison with them.</summary>
internal static class ReferenceTensors
{
    /// <summary>The type that a case is computed in; float64 if it does not say.</summary>
    public static ScalarType TypeOf(ReferenceCase c) =>
        c.Content.TryGetProperty("dtype", out JsonElement type) && type.GetString() == "float32" ? ScalarType.Float32 : ScalarType.Float64;

    /// <summary>1e-10 in float64, 1e-6 in float32, of the larger of 1 and the number itself.</summary>
    public static double Tolerance(ScalarType type) => type == ScalarType.Float64 ? 1e-10 : 1e-6;

    /// <summary>Nested lists of numbers or truth values.</summary>
    public static Tensor Read(JsonElement value, ScalarType type)
    {
        var numbers = new List<double>();
        var shape = new List<long>();
        for (JsonElement at = value; at.ValueKind == JsonValueKind.Array; at = at[0])
        {
            shape.Add(at.GetArrayLength());
            if (at.GetArrayLength() == 0) break;
        }

        Collect(value, numbers);
        return tensor(numbers.ToArray()).to_type(type).reshape([.. shape]);
    }

    /// <summary>Every number agrees.</summary>
    public static void ShouldAgree(Tensor actual, JsonElement expected, string what)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wanted = Read(expected, ScalarType.Float64);
        actual.shape.Should().Equal(wanted.shape, what);
        if (wanted.numel() == 0) return;
        Tensor difference = (actual.detach().to_type(ScalarType.Float64) - wanted).abs() / wanted.abs().clamp_min(1);
        difference.max().item<double>().Should().BeLessThan(Tolerance(actual.dtype), what);
    }

    /// <summary>A number agrees.</summary>
    public static void ShouldAgree(double actual, JsonElement expected, ScalarType type, string what)
    {
        double wanted = ReferenceCase.Number(expected)!.Value;
        actual.Should().BeApproximately(wanted, Tolerance(type) * Math.Max(1, Math.Abs(wanted)), what);
    }

    /// <summary>A number in any float type.</summary>
    public static double Value(Tensor scalar) => scalar.detach().to_type(ScalarType.Float64).item<double>();

    private static void Collect(JsonElement value, List<double> numbers)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray()) Collect(item, numbers);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                numbers.Add(value.GetBoolean() ? 1 : 0);
                break;
            default:
                numbers.Add(ReferenceCase.Number(value)!.Value);
                break;
        }
    }
}

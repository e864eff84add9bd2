using Hindsight.Torch.Models;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning;

/// <summary>Compares a gradient with central differences of the loss, in fp64.</summary>
/// <remarks>
/// A central difference with step h errs by h² f‴/6 through the cut series and by δ/h through the rounding δ of the loss. With h = 1e-5, δ about 1e-14 (some hundred
/// roundings of 1e-16) and f‴ up to some tens, both are about 1e-9; the tolerance is ten times that, on gradients from 1e-3 to 1.
/// </remarks>
internal static class FiniteDifferences
{
    private const double Step = 1e-5, Absolute = 1e-8, Relative = 1e-7;

    /// <summary>Along random directions over all parameters, and at single entries of every tensor: the one with the largest gradient, and two by chance.</summary>
    public static void ShouldAgree(CausalLanguageModel model, Func<double> loss)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        using Tensor start = model.Masters.Flat.clone(), gradient = model.Gradients.Flat.clone();
        double Along(Tensor direction)
        {
            double At(double step)
            {
                model.Masters.Flat.copy_(start.add(direction, step));
                model.Synchronize();
                return loss();
            }

            double slope = (At(Step) - At(-Step)) / (2 * Step);
            model.Masters.Flat.copy_(start);
            model.Synchronize();
            return slope;
        }

        for (ulong seed = 0; seed < 4; seed++)
        {
            using var generator = new Generator(seed);
            Tensor direction = randn(start.shape, dtype: ScalarType.Float64, generator: generator);
            direction.div_(direction.norm());
            Check((direction * gradient).sum().item<double>(), Along(direction), $"random direction {seed}");
        }

        var random = new RandomStream(11);
        foreach (ParameterSlot slot in model.Masters.Layout.Slots)
        {
            long largest = gradient.narrow(0, slot.Offset, slot.Length).abs().argmax().item<long>();
            foreach (long entry in new[] { largest, random.NextInt((int)slot.Length), random.NextInt((int)slot.Length) })
            {
                Tensor direction = zeros_like(start);
                direction[slot.Offset + entry] = 1;
                Check(gradient[slot.Offset + entry].item<double>(), Along(direction), $"{slot.Name}, entry {entry}");
            }

            gradient[slot.Offset + largest].abs().item<double>().Should().BeGreaterThan(1e-5, "{0} must matter, or nothing is tested", slot.Name);
        }
    }

    private static void Check(double gradient, double slope, string where) =>
        Math.Abs(gradient - slope).Should().BeLessThan(Absolute + Relative * Math.Abs(gradient), "{0}: the gradient is {1}, the slope {2}", where, gradient, slope);
}

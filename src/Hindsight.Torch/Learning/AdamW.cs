using Hindsight.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>AdamW (arXiv 1711.05101, algorithm 2) on one flat tensor.</summary>
internal sealed class AdamW : IDisposable
{
    private static readonly jit.CompilationUnit Script = jit.compile("""
        def step(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], t: List[Tensor], lr: float, b1: float, b2: float, wd: float, eps: float):
            none: List[Tensor] = []
            torch._fused_adamw_(p, g, m, v, none, t, lr=lr, beta1=b1, beta2=b2, weight_decay=wd, eps=eps, amsgrad=False, maximize=False)
            return p[0]


        """);

    private readonly OptimizerOptions _options;
    private readonly Tensor _parameters;

    /// <summary>An optimiser with empty moments.</summary>
    /// <param name="parameters">The masters: one flat tensor, moved in place.</param>
    /// <param name="options">Decays and ε.</param>
    public AdamW(Tensor parameters, OptimizerOptions options)
    {
        (_parameters, _options) = (parameters, options);
        FirstMoment = zeros_like(parameters).DetachFromDisposeScope();
        SecondMoment = zeros_like(parameters).DetachFromDisposeScope();
    }

    /// <summary>The decaying mean of gradients.</summary>
    public Tensor FirstMoment { get; }

    /// <summary>The decaying mean of squared gradients.</summary>
    public Tensor SecondMoment { get; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>Moves the parameters. Decay multiplies by 1 − rate · decay, at zero gradient too.</summary>
    public void Step(Tensor gradient, double rate)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        if (_parameters.device_type is not (DeviceType.CPU or DeviceType.CUDA))
        {
            PlainStep(gradient, rate);
            return;
        }

        Tensor steps = full([1], ++Steps, ScalarType.Float32, _parameters.device).squeeze(0);
        // A number that is not held here would be wrapped in a Scalar that nobody holds: a collection during the call frees it under the kernel.
        using Scalar learningRate = rate, beta1 = _options.Beta1, beta2 = _options.Beta2, decay = _options.WeightDecay, epsilon = _options.Epsilon;
        Script.invoke(
            "step", new[] { _parameters }, new[] { gradient }, new[] { FirstMoment }, new[] { SecondMoment }, new[] { steps },
            learningRate, beta1, beta2, decay, epsilon);
    }

    /// <summary>The same step by plain operations, for devices that lack the fused one.</summary>
    internal void PlainStep(Tensor gradient, double rate)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        Steps++;
        double correction1 = 1 - Math.Pow(_options.Beta1, Steps), correction2 = 1 - Math.Pow(_options.Beta2, Steps);
        _parameters.mul_(1 - rate * _options.WeightDecay);
        FirstMoment.mul_(_options.Beta1).add_(gradient, 1 - _options.Beta1);
        SecondMoment.mul_(_options.Beta2).addcmul_(gradient, gradient, 1 - _options.Beta2);
        Tensor denominator = SecondMoment.sqrt().div_(Math.Sqrt(correction2)).add_(_options.Epsilon);
        _parameters.addcdiv_(FirstMoment, denominator, -rate / correction1);
    }

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
    }
}

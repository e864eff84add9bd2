using System.Numerics.Tensors;
using Hindsight.Policies;

namespace Hindsight.Torch.Sampling;

/// <summary>The distribution of one next token in float64, with penalty, temperature and filters applied in the order of <see cref="SamplingOptions"/>. Its buffers are used again for the next token.</summary>
internal sealed class TokenDistribution(int vocabulary)
{
    private const int Block = 64;

    private readonly double[] _logits = new double[vocabulary];
    private readonly double[] _scratch = new double[vocabulary];
    private readonly int[] _ids = new int[vocabulary];

    /// <summary>The logits <c>[V]</c>: fill them first; filtered tokens become −∞.</summary>
    public Span<double> Logits => _logits;

    /// <summary>Applies the options. Temperature 0 is left to <see cref="Best"/>: it removes nothing.</summary>
    /// <param name="options">How the token is drawn.</param>
    /// <param name="seen">The tokens of the prompt and the response so far, each once.</param>
    public void Filter(SamplingOptions options, ReadOnlySpan<int> seen)
    {
        if (options.RepetitionPenalty != 1)
        {
            double penalty = options.RepetitionPenalty;
            foreach (int token in seen) _logits[token] = _logits[token] > 0 ? _logits[token] / penalty : _logits[token] * penalty;
        }

        if (options.Temperature == 0) return;
        if (options.Temperature != 1) TensorPrimitives.Divide(_logits, options.Temperature, _logits);
        if (options.TopK > 0 && options.TopK < vocabulary) KeepTop(options.TopK);
        if (options.TopP < 1) KeepMass(options.TopP);
        if (options.MinP > 0) KeepAbove(TensorPrimitives.Max<double>(_logits) + Math.Log(options.MinP));
    }

    /// <summary>The best token, the lowest id among equals.</summary>
    public int Best() => TensorPrimitives.IndexOfMax<double>(_logits);

    /// <summary>The natural log-prob of every token <c>[V]</c>, −∞ where filtered.</summary>
    public double[] LogProbs()
    {
        double normaliser = LogSumExp();
        return [.. _logits.Select(l => l - normaliser)];
    }

    /// <summary>Draws by inverting the cumulative distribution, tokens in order of their ids.</summary>
    /// <param name="uniform">A number in [0, 1).</param>
    public (int Token, double LogProb) Draw(double uniform)
    {
        double max = TensorPrimitives.Max<double>(_logits), total = 0;
        int count = 0;
        for (int i = 0; i < vocabulary; i++)
        {
            if (double.IsNegativeInfinity(_logits[i])) continue;
            _ids[count] = i;
            total += _scratch[count++] = Math.Exp(_logits[i] - max);
        }

        double target = uniform * total, sum = 0;
        int drawn = -1;
        for (int i = 0; i < count; i++)
        {
            if (_scratch[i] == 0) continue; // underflow: never drawn
            drawn = i;
            sum += _scratch[i];
            if (sum > target) break;
        }

        return (_ids[drawn], Math.Log(_scratch[drawn] / total));
    }

    private double LogSumExp()
    {
        double max = TensorPrimitives.Max<double>(_logits), sum = 0;
        foreach (double logit in _logits) sum += Math.Exp(logit - max);
        return max + Math.Log(sum);
    }

    private void KeepAbove(double threshold)
    {
        for (int i = 0; i < vocabulary; i++)
        {
            if (_logits[i] < threshold) _logits[i] = double.NegativeInfinity;
        }
    }

    private void KeepTop(int k)
    {
        // The k-th best of the blocks' maxima is no better than the k-th best token: only tokens above it need sorting.
        int blocks = (vocabulary + Block - 1) / Block;
        double bound = double.NegativeInfinity;
        if (k <= blocks)
        {
            for (int b = 0; b < blocks; b++) _scratch[b] = TensorPrimitives.Max<double>(_logits.AsSpan(b * Block, Math.Min(Block, vocabulary - b * Block)));
            bound = KthBest(_scratch.AsSpan(0, blocks), k);
        }

        int count = 0;
        foreach (double logit in _logits)
        {
            if (logit >= bound) _scratch[count++] = logit;
        }

        KeepAbove(KthBest(_scratch.AsSpan(0, count), k));
    }

    private static double KthBest(Span<double> values, int k)
    {
        values.Sort();
        return values[^k];
    }

    private void KeepMass(double p)
    {
        double max = TensorPrimitives.Max<double>(_logits), total = 0;
        foreach (double logit in _logits) total += Math.Exp(logit - max);

        // The nucleus is nearly always within a narrow margin of the best: sort only that, and widen it when it falls short.
        for (double margin = 8; ; margin *= 4)
        {
            int count = Candidates(max - margin);
            double mass = 0;
            int kept = 0;
            while (kept < count && (mass < p * total || kept == 0)) mass += Math.Exp(_logits[_ids[kept++]] - max);
            if (mass < p * total && margin < 1e6) continue;
            for (int i = 0; i < kept; i++) _scratch[i] = _logits[_ids[i]];
            _logits.AsSpan().Fill(double.NegativeInfinity);
            for (int i = 0; i < kept; i++) _logits[_ids[i]] = _scratch[i];
            return;
        }
    }

    /// <summary>Puts the tokens whose logit is at least the bound into <see cref="_ids"/>, best first, lower ids first among equals.</summary>
    private int Candidates(double bound)
    {
        int count = 0;
        for (int i = 0; i < vocabulary; i++)
        {
            if (_logits[i] >= bound && !double.IsNegativeInfinity(_logits[i])) _ids[count++] = i;
        }

        _ids.AsSpan(0, count).Sort((a, b) => _logits[a] == _logits[b] ? a.CompareTo(b) : _logits[b].CompareTo(_logits[a]));
        return count;
    }
}

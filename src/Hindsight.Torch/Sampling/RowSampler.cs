using System.Numerics.Tensors;
using Hindsight.Learning;
using Hindsight.Policies;

namespace Hindsight.Torch.Sampling;

/// <summary>Draws one token from one row of logits. Not thread-safe: it owns buffers.</summary>
internal sealed class RowSampler(int vocabulary)
{
    // Exponentials are summed in blocks, so that the drawn token is found by skipping whole blocks.
    private const int Block = 512;

    private readonly float[] _weights = new float[vocabulary];
    private readonly double[] _blockSums = new double[(vocabulary + Block - 1) / Block];
    private TokenDistribution? _distribution;

    /// <summary>Draws a token.</summary>
    /// <param name="logits">The row, <c>[V]</c>.</param>
    /// <param name="options">How it is drawn.</param>
    /// <param name="seen">The tokens of the sequence so far, needed with a repetition penalty.</param>
    /// <param name="uniform">A number in [0, 1).</param>
    public Draw Draw(ReadOnlySpan<float> logits, SamplingOptions options, SeenTokens? seen, double uniform)
    {
        float max = TensorPrimitives.Max(logits);
        if (!float.IsFinite(max)) throw new NonFiniteException("A logit of the policy");
        double total = Exponentiate(logits, max, 1);
        double normaliser = max + Math.Log(total);
        if (!options.IsUnfiltered) return DrawFiltered(logits, options, seen, uniform, normaliser);
        if (options.Temperature == 0)
        {
            int best = TensorPrimitives.IndexOfMax(logits);
            return new Draw(best, 0, (float)(logits[best] - normaliser));
        }

        double scale = 1 / options.Temperature;
        if (scale != 1) total = Exponentiate(logits, max, (float)scale);
        int token = Find(uniform * total);
        float raw = (float)(logits[token] - normaliser);
        return new Draw(token, scale == 1 ? raw : (float)((logits[token] - max) * scale - Math.Log(total)), raw);
    }

    private Draw DrawFiltered(ReadOnlySpan<float> logits, SamplingOptions options, SeenTokens? seen, double uniform, double normaliser)
    {
        _distribution ??= new TokenDistribution(vocabulary);
        TensorPrimitives.ConvertTruncating(logits, _distribution.Logits);
        _distribution.Filter(options, seen is null ? [] : seen.Ids);
        (int token, double logProb) = options.Temperature == 0 ? (_distribution.Best(), 0) : _distribution.Draw(uniform);
        return new Draw(token, (float)logProb, (float)(logits[token] - normaliser));
    }

    /// <summary>exp((logit − max) · scale) into the weights; returns their sum.</summary>
    private double Exponentiate(ReadOnlySpan<float> logits, float max, float scale)
    {
        double total = 0;
        for (int block = 0, start = 0; start < vocabulary; block++, start += Block)
        {
            int length = Math.Min(Block, vocabulary - start);
            Span<float> weights = _weights.AsSpan(start, length);
            TensorPrimitives.Subtract(logits.Slice(start, length), max, weights);
            if (scale != 1) TensorPrimitives.Multiply(weights, scale, weights);
            TensorPrimitives.Exp(weights, weights);
            total += _blockSums[block] = TensorPrimitives.Sum(weights);
        }

        return total;
    }

    /// <summary>The first token at which the cumulative weight exceeds the target.</summary>
    private int Find(double target)
    {
        double sum = 0;
        for (int block = 0; block < _blockSums.Length; block++)
        {
            if (sum + _blockSums[block] <= target)
            {
                sum += _blockSums[block];
                continue;
            }

            int end = Math.Min(vocabulary, (block + 1) * Block);
            for (int i = block * Block; i < end; i++)
            {
                sum += _weights[i];
                if (sum > target && _weights[i] > 0) return i;
            }
        }

        // Rounding: the target lies a hair beyond the sum.
        return _weights.AsSpan().LastIndexOfAnyExcept(0f);
    }
}

using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Hindsight.Training;

/// <summary>Seeds for every random choice, derived from what the choice is for by a stable hash (XXH64). No choice shares a stream with another.</summary>
public static class Seeds
{
    /// <summary>The seed of a purpose within a run.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for: <c>draft</c>, <c>revision</c>, <c>slot</c>, <c>shuffle</c>, <c>init</c> …</param>
    /// <param name="step">The step or epoch.</param>
    /// <param name="taskId">The task, or empty.</param>
    /// <param name="index">The sample, or 0.</param>
    public static ulong Derive(ulong seed, string purpose, int step = 0, string taskId = "", int index = 0)
    {
        var hash = new XxHash64();
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, seed);
        hash.Append(number);
        hash.Append(Encoding.UTF8.GetBytes(purpose));
        hash.Append([0]);
        BinaryPrimitives.WriteInt64LittleEndian(number, step);
        hash.Append(number);
        hash.Append(Encoding.UTF8.GetBytes(taskId));
        hash.Append([0]);
        BinaryPrimitives.WriteInt64LittleEndian(number, index);
        hash.Append(number);
        return hash.GetCurrentHashAsUInt64();
    }
}

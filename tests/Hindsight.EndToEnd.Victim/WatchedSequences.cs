using System.Collections;
using Hindsight.Learning;

namespace Hindsight.EndToEnd.Victim;

/// <summary>A mini-batch that tells when one of its sequences is read by its place, as the learner does for each micro-batch in turn.</summary>
internal sealed class WatchedSequences(IReadOnlyList<LearningSequence> inner, Action read) : IReadOnlyList<LearningSequence>
{
    public int Count => inner.Count;

    public LearningSequence this[int index]
    {
        get
        {
            read();
            return inner[index];
        }
    }

    public IEnumerator<LearningSequence> GetEnumerator() => inner.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

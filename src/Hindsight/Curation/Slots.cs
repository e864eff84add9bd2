using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Curation;

/// <summary>The places of a group's graded drafts, each to be taken once: the random one with a stream of its own for each taking, or the worst first.</summary>
internal sealed class Slots
{
    private readonly SlotKind _kind;
    private readonly ulong _seed;
    private readonly Trajectory _any;
    private readonly List<int> _left;

    public Slots(SlotKind kind, ulong seed, IReadOnlyList<Trajectory> graded)
    {
        (_kind, _seed, _any) = (kind, seed, graded[0]);
        _left = [.. (kind == SlotKind.Worst ? graded.OrderBy(d => d.Grade.Score).ThenBy(d => d.Index) : graded.OrderBy(d => d.Index)).Select(d => d.Index)];
    }

    public int Left => _left.Count;

    public int Taken { get; private set; }

    public int Take()
    {
        int place = _kind == SlotKind.Worst ? 0 : new RandomStream(Seeds.Derive(_seed, "slot", _any.Step, _any.TaskId, Taken)).NextInt(_left.Count);
        int slot = _left[place];
        _left.RemoveAt(place);
        Taken++;
        return slot;
    }
}

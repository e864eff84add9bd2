using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Worker.OrderDesk;

/// <summary>Composes replies to one task slot by slot, so that each criterion can be satisfied or not independently of the others.</summary>
internal sealed class ReplyWriter
{
    private readonly OrderDeskVocabulary _words = OrderDeskVocabulary.Default;
    private readonly Dictionary<string, string> _values;
    private readonly string[] _phrases;
    private RandomStream _random;

    /// <summary>A writer of replies to <paramref name="task"/>, the slots still empty.</summary>
    public ReplyWriter(TrainingTask task, RandomStream random)
    {
        _random = random;
        _values = new Dictionary<string, string>(task.Variables)
        {
            ["other_name"] = Other("name", task, () => OrderDeskTasks.Pick(_words.Names, ref _random)),
            ["other_order"] = Other("order", task, () => Miscopied(task.Variables["order"])),
            ["other_date"] = Other("date", task, () => OrderDeskTasks.Date(_words, ref _random)),
        };
        _phrases = new string[_words.Slots.Count];
    }

    /// <summary>The reply as it stands.</summary>
    public string Text => string.Join(' ', _phrases.Where(phrase => phrase.Length > 0));

    /// <summary>Fills each slot so that its criterion is satisfied with the chance that <paramref name="chance"/> gives.</summary>
    /// <param name="chance">The chance for each slot.</param>
    /// <param name="mistakes">The chance that an unsatisfied slot which has mistakes shows one.</param>
    public void Draft(Func<ReplySlot, double> chance, double mistakes = 0)
    {
        for (int i = 0; i < _phrases.Length; i++)
        {
            ReplySlot slot = _words.Slots[i];
            if (_random.NextDouble() < chance(slot)) Fill(i, slot.Satisfied);
            else Fill(i, slot.Mistakes.Count > 0 && _random.NextDouble() < mistakes ? slot.Mistakes : slot.Unsatisfied);
        }
    }

    /// <summary>Rewrites the slots of the named criteria so that these are satisfied, and leaves the others as they are.</summary>
    public void Satisfy(IReadOnlySet<string> criteria)
    {
        for (int i = 0; i < _phrases.Length; i++)
        {
            ReplySlot slot = _words.Slots[i];
            if (criteria.Contains(slot.Criterion)) Fill(i, slot.Satisfied);
        }
    }

    private void Fill(int slot, IReadOnlyList<string> phrases) => _phrases[slot] = Phrase.Fill(OrderDeskTasks.Pick(phrases, ref _random), _values);

    private static string Other(string variable, TrainingTask task, Func<string> draw)
    {
        string other;
        do other = draw();
        while (other == task.Variables[variable]);
        return other;
    }

    private string Miscopied(string order)
    {
        char[] digits = order.ToCharArray();
        int wrong = 1 + _random.NextInt(2);
        for (int i = 0; i < wrong; i++) digits[_random.NextInt(digits.Length)] = (char)('0' + _random.NextInt(10));
        return new string(digits);
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Hindsight.Policies;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Worker.OrderDesk;

/// <summary>Tasks of the embedded default: a complaint that an order desk replies to.</summary>
/// <remarks>An order number decides by a stable hash whether its task is trained on or held out, whatever the seed.</remarks>
internal static class OrderDeskTasks
{
    /// <summary>The rubric by which replies are judged.</summary>
    public const string Rubric = "order-desk";

    private const int FirstOrder = 10000, Orders = 90000, HeldOutOf = 8;

    /// <summary>Tasks with different order numbers.</summary>
    /// <param name="seed">From which they are drawn.</param>
    /// <param name="trainCount">How many are trained on.</param>
    /// <param name="heldOutCount">How many are held out.</param>
    /// <returns>First those that are trained on, then those that are held out.</returns>
    public static IReadOnlyList<TrainingTask> Generate(ulong seed, int trainCount, int heldOutCount)
    {
        List<TrainingTask> train = new(trainCount), heldOut = new(heldOutCount);
        foreach (TrainingTask task in Draw(seed, "tasks"))
        {
            List<TrainingTask> side = task.Split == TaskSplit.Train ? train : heldOut;
            if (side.Count < (task.Split == TaskSplit.Train ? trainCount : heldOutCount)) side.Add(task);
            if (train.Count == trainCount && heldOut.Count == heldOutCount) return [.. train, .. heldOut];
        }

        throw new ArgumentException(
            $"There are {train.Count} training and {heldOut.Count} held-out order numbers; {trainCount} and {heldOutCount} were asked for.", nameof(trainCount));
    }

    /// <summary>A task for every order number, in an order that the seed and the purpose decide.</summary>
    public static IEnumerable<TrainingTask> Draw(ulong seed, string purpose)
    {
        int[] orders = Enumerable.Range(FirstOrder, Orders).ToArray();
        new RandomStream(Seeds.Derive(seed, purpose)).Shuffle(orders.AsSpan());
        return orders.Select(order => Create(seed, purpose, order));
    }

    /// <summary>What an order number is used for.</summary>
    public static TaskSplit SplitOf(string order) =>
        XxHash64.HashToUInt64(Encoding.UTF8.GetBytes("order-desk " + order)) % HeldOutOf == 0 ? TaskSplit.HeldOut : TaskSplit.Train;

    private static TrainingTask Create(ulong seed, string purpose, int orderNumber)
    {
        OrderDeskVocabulary words = OrderDeskVocabulary.Default;
        string order = orderNumber.ToString(CultureInfo.InvariantCulture);
        var random = new RandomStream(Seeds.Derive(seed, purpose, taskId: order));
        var variables = new Dictionary<string, string>
        {
            ["order"] = order,
            ["product"] = Pick(words.Products, ref random),
            ["name"] = Pick(words.Names, ref random),
            ["date"] = Date(words, ref random),
            ["complaint"] = Pick(words.Complaints, ref random),
        };
        return new TrainingTask
        {
            Id = "order-" + order,
            Messages = [ChatMessage.User(Phrase.Fill(Pick(words.Prompts, ref random), variables))],
            Rubric = Rubric,
            Variables = variables,
            Split = SplitOf(order),
        };
    }

    /// <summary>A due date, such as <c>12 May</c>.</summary>
    public static string Date(OrderDeskVocabulary words, ref RandomStream random) => $"{1 + random.NextInt(28)} {Pick(words.Months, ref random)}";

    /// <summary>One of the items.</summary>
    public static T Pick<T>(IReadOnlyList<T> items, ref RandomStream random) => items[random.NextInt(items.Count)];
}

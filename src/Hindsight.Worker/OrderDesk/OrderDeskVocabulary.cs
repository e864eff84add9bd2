using System.Text.Json;

namespace Hindsight.Worker.OrderDesk;

/// <summary>The words of the embedded default's domain, from <c>vocabulary.json</c> beside this file.</summary>
internal sealed record OrderDeskVocabulary
{
    /// <summary>Customers' first names.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What they ordered.</summary>
    public required IReadOnlyList<string> Products { get; init; }

    /// <summary>What went wrong, to follow the product.</summary>
    public required IReadOnlyList<string> Complaints { get; init; }

    /// <summary>The months of due dates.</summary>
    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>The ways in which a task is put.</summary>
    public required IReadOnlyList<string> Prompts { get; init; }

    /// <summary>The places of a reply in their order.</summary>
    public required IReadOnlyList<ReplySlot> Slots { get; init; }

    /// <summary>The vocabulary of this program.</summary>
    public static OrderDeskVocabulary Default { get; } = Load();

    private static OrderDeskVocabulary Load()
    {
        using Stream stream = typeof(OrderDeskVocabulary).Assembly.GetManifestResourceStream("OrderDesk.vocabulary.json")!;
        return JsonSerializer.Deserialize<OrderDeskVocabulary>(stream, JsonSerializerOptions.Web)!;
    }
}

using System.Text.Json;

namespace Hindsight.Grading;

/// <summary>A criterion that code decides: a pure function of the answer and its arguments, safe to call from many threads.</summary>
public interface ICheck
{
    /// <summary>Its id: lower-case words, with the family before a slash where it belongs to one (<c>word_count</c>, <c>ifeval/length_constraints:number_words</c>).</summary>
    string Id { get; }

    /// <summary>What it decides, in a sentence.</summary>
    string Description { get; }

    /// <summary>Its parameters.</summary>
    IReadOnlyList<CheckParameter> Parameters { get; }

    /// <summary>Everything wrong with the arguments: one line each, naming the parameter, what was found and what was expected. Empty: none. Texts may still hold <c>{{$variables}}</c>.</summary>
    IReadOnlyList<string> Validate(IReadOnlyDictionary<string, JsonElement> arguments);

    /// <summary>The constraint as a sentence to the model, with these arguments.</summary>
    string Describe(IReadOnlyDictionary<string, JsonElement> arguments);

    /// <summary>Decides. Never throws on any answer; arguments are valid and hold no variables.</summary>
    CheckOutcome Evaluate(string answer, IReadOnlyDictionary<string, JsonElement> arguments);

    /// <summary>How answers that miss it are mended, or <see langword="null"/>: they cannot be by rule.</summary>
    /// <value><see langword="null"/></value>
    ICheckRepair? Repair => null;
}

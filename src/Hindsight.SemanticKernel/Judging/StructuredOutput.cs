namespace Hindsight.SemanticKernel.Judging;

/// <summary>How an endpoint is told the form of a reply with verdicts (<c>response_format</c>), and how strictly the reply is read.</summary>
public enum StructuredOutput
{
    /// <summary><c>json_schema</c>: the endpoint sees to the form, so a reply is read strictly.</summary>
    JsonSchema,

    /// <summary><c>json_object</c>: the endpoint sees to JSON, the prompt holds the schema, and a reply is read tolerantly.</summary>
    JsonObject,

    /// <summary>Nothing: the prompt holds the schema, and a reply is read tolerantly.</summary>
    None,
}

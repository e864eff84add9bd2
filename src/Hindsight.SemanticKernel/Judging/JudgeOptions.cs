using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>A judge: a model behind an OpenAI-compatible endpoint, or the policy itself, configured as <c>Hindsight:Judges:NAME</c>.</summary>
public sealed class JudgeOptions
{
    /// <summary>The section below which each judge has its own, by name.</summary>
    public const string Section = "Hindsight:Judges";

    /// <summary>The endpoint's address up to the version, <c>http://localhost:8000/v1</c> for example.</summary>
    /// <value>none; it must be given, except for the policy</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The model's name at the endpoint.</summary>
    /// <value>none; it must be given, except for the policy</value>
    public string Model { get; set; } = "";

    /// <summary>Whether the judge is the policy itself: the probabilities that it gives to yes and no, or to the levels' numbers, are the verdict. It has neither endpoint nor model.</summary>
    /// <value>false</value>
    public bool Policy { get; set; }

    /// <summary>By how much the policy's best verdict must lead the second, as a share of their probabilities; below it the verdict is unknown. For the policy only.</summary>
    /// <value>0</value>
    public double Undecided { get; set; }

    /// <summary>What a million prompt tokens cost, in any currency, the same for all judges.</summary>
    /// <value>0</value>
    public double InputPrice { get; set; }

    /// <summary>What a million completion tokens cost.</summary>
    /// <value>0</value>
    public double OutputPrice { get; set; }

    /// <summary>The key that is sent. Better named by <see cref="ApiKeyVariable"/> than written down.</summary>
    /// <value>empty: none</value>
    public string ApiKey { get; set; } = "";

    /// <summary>The environment variable that holds the key.</summary>
    /// <value>empty: none</value>
    public string ApiKeyVariable { get; set; } = "";

    /// <summary>The largest number of requests at the endpoint at a time; others wait.</summary>
    /// <value>8</value>
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>The largest number of requests within a minute; others wait in order, outside every time-out.</summary>
    /// <value>0: any number</value>
    public int RequestsPerMinute { get; set; }

    /// <summary>The largest number of tokens within a minute, prompts and replies together. A request counts by its size until its reply says what it cost.</summary>
    /// <value>0: any number</value>
    public long TokensPerMinute { get; set; }

    /// <summary>How often a request that failed in transport (no connection, time-out, status 408, 429 or 5xx) is sent again. Waiting doubles from <see cref="RetryDelay"/> with jitter; a Retry-After header is honoured.</summary>
    /// <value>4</value>
    public int Retries { get; set; } = 4;

    /// <summary>The wait before the first repetition.</summary>
    /// <value>1 s</value>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one attempt may take.</summary>
    /// <value>1 min</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a call may take with all repetitions, waiting for a free place apart.</summary>
    /// <value>5 min</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The share of failed attempts within half a minute (at least ten) above which the circuit opens: attempts then fail at once for <see cref="BreakDuration"/>.</summary>
    /// <value>0.9</value>
    public double BreakRatio { get; set; } = 0.9;

    /// <summary>How long the circuit stays open.</summary>
    /// <value>5 s</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The judge that decides instead where this one fails in transport or is silent, after all repetitions; an open circuit is then not waited for. Its verdicts bear its own name.</summary>
    /// <value>empty: none</value>
    public string Fallback { get; set; } = "";

    /// <summary>How the endpoint is told the verdicts' form, and how strictly its replies are read.</summary>
    /// <value><see cref="StructuredOutput.JsonSchema"/></value>
    public StructuredOutput StructuredOutput { get; set; }

    /// <summary>The field in which the endpoint takes the largest number of completion tokens.</summary>
    /// <value><see cref="TokenLimitField.MaxCompletionTokens"/></value>
    public TokenLimitField MaxTokensField { get; set; }

    /// <summary>The usage with what it costs at the judge's prices.</summary>
    internal GradeUsage Priced(GradeUsage usage) => usage with { Cost = (usage.InputTokens * InputPrice + usage.OutputTokens * OutputPrice) / 1e6 };

    /// <summary>The key to send, or a placeholder where none is configured: local endpoints ask for none, the client library for some.</summary>
    internal string Key => ApiKeyVariable.Length > 0 ? Environment.GetEnvironmentVariable(ApiKeyVariable) ?? "" : ApiKey.Length > 0 ? ApiKey : "none";
}

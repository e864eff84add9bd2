using System.Text.Json;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Chat;
using Hindsight.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;

namespace Hindsight.SemanticKernel.Tests.Chat;

public sealed class PolicyChatCompletionServiceTests
{
    private readonly FixedPolicy _policy = new();

    [Fact]
    public async Task GetChatMessage_Reply_CarriesTokensAndLogProbs()
    {
        var service = new PolicyChatCompletionService(_policy);

        ChatMessageContent reply = await service.GetChatMessageContentAsync(History());

        (reply.Role, reply.Content, reply.ModelId).Should().Be((AuthorRole.Assistant, "one two", "hindsight-policy"));
        reply.Metadata![PolicyChatCompletionService.TokenIdsKey].Should().BeEquivalentTo(new[] { 11, 12 });
        reply.Metadata[PolicyChatCompletionService.LogProbsKey].Should().BeEquivalentTo(new[] { -0.5f, -0.25f });
        reply.Metadata[PolicyChatCompletionService.SampleKey].Should().BeOfType<Sample>();
        reply.Metadata["FinishReason"].Should().Be("length");
        _policy.Requests.Single().Messages.Should().Equal(ChatMessage.System("Be brief."), ChatMessage.User("Hi <b>"), ChatMessage.Assistant("Hello"), ChatMessage.User("Where?"));
    }

    [Fact]
    public async Task GetChatMessage_OpenAiSettings_AreTheSamplingOptions()
    {
        var service = new PolicyChatCompletionService(_policy);

        await service.GetChatMessageContentsAsync(History(), new OpenAIPromptExecutionSettings
        {
            MaxTokens = 9, Temperature = 0.5, TopP = 0.75, Seed = 42, StopSequences = ["END"], PresencePenalty = 0,
        });

        SampleRequest request = _policy.Requests.Single();
        request.Options.Should().BeEquivalentTo(new SamplingOptions { MaxTokens = 9, Temperature = 0.5, TopP = 0.75, StopStrings = ["END"] });
        request.Seed.Should().Be(42);
    }

    [Fact]
    public async Task GetChatMessage_PlainSettingsAsAConfigurationGivesThem_AreTheSamplingOptions()
    {
        var service = new PolicyChatCompletionService(_policy, new PolicyChatOptions { Sampling = new SamplingOptions { MaxTokens = 5 } });
        var settings = JsonSerializer.Deserialize<PromptExecutionSettings>("""{"temperature":0,"top_k":3,"min_p":0.1,"repetition_penalty":1.5,"seed":7}""");

        await service.GetChatMessageContentsAsync(History(), settings);

        _policy.Requests.Single().Options.Should().BeEquivalentTo(new SamplingOptions { MaxTokens = 5, Temperature = 0, TopK = 3, MinP = 0.1, RepetitionPenalty = 1.5 });
        _policy.Requests.Single().Seed.Should().Be(7);
    }

    [Fact]
    public async Task GetChatMessage_UnsupportedSettings_AreRefusedByNameAndNothingIsSampled()
    {
        var service = new PolicyChatCompletionService(_policy);
        var settings = new OpenAIPromptExecutionSettings
        {
            FrequencyPenalty = 1, ResponseFormat = "json_object", FunctionChoiceBehavior = FunctionChoiceBehavior.Auto(), ExtensionData = new Dictionary<string, object> { ["typical_p"] = 1 },
        };

        Func<Task> act = () => service.GetChatMessageContentsAsync(History(), settings);

        await act.Should().ThrowAsync<NotSupportedException>().WithMessage("*frequency_penalty, response_format, function_choice_behavior, typical_p.");
        _policy.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task GetChatMessage_ValueOutOfRangeOrImage_IsRefused()
    {
        var service = new PolicyChatCompletionService(_policy);
        var history = new ChatHistory();
        history.AddUserMessage([new ImageContent(new Uri("http://localhost/x.png"))]);

        await service.Awaiting(s => s.GetChatMessageContentsAsync(History(), new OpenAIPromptExecutionSettings { TopP = 2 }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*TopP*");
        await service.Awaiting(s => s.GetChatMessageContentsAsync(history)).Should().ThrowAsync<NotSupportedException>().WithMessage("*ImageContent*");
    }

    [Fact]
    public async Task GetChatMessage_NoSeed_DrawsAnotherEachTimeTheSameForEachService()
    {
        for (int i = 0; i < 2; i++)
        {
            var service = new PolicyChatCompletionService(_policy, new PolicyChatOptions { Seed = 5 });
            await service.GetChatMessageContentsAsync(History());
            await service.GetChatMessageContentsAsync(History());
        }

        ulong first = Seeds.Derive(5, "chat", index: 1), second = Seeds.Derive(5, "chat", index: 2);
        _policy.Requests.Select(r => r.Seed).Should().Equal(first, second, first, second);
    }

    [Fact]
    public async Task GetStreaming_Chunks_ComeAsTheyAreAndTheLastCarriesTheSample()
    {
        Kernel kernel = Kernel.CreateBuilder().AddHindsightPolicyChat(_policy).Build();
        List<StreamingChatMessageContent> chunks = [];

        await foreach (StreamingChatMessageContent chunk in kernel.GetRequiredService<IChatCompletionService>().GetStreamingChatMessageContentsAsync(History()))
            chunks.Add(chunk);

        chunks.Select(c => c.Content).Should().Equal("one", " two");
        chunks[0].Metadata.Should().BeNull();
        chunks[1].Metadata![PolicyChatCompletionService.SampleKey].Should().BeOfType<Sample>();
    }

    [Fact]
    public async Task AddHindsightPolicyChat_PromptFunction_IsAnsweredByThePolicy()
    {
        await using ServiceProvider services = new ServiceCollection().AddSingleton<IPolicy>(_policy).AddHindsightPolicyChat().AddKernel().Services.BuildServiceProvider();

        FunctionResult result = await services.GetRequiredService<Kernel>().InvokePromptAsync("<message role=\"user\">Hi {{$name}}</message>", new() { ["name"] = "<Ann>" });

        result.ToString().Should().Be("one two");
        _policy.Requests.Single().Messages.Should().Equal(ChatMessage.User("Hi <Ann>"));
    }

    private static ChatHistory History()
    {
        var history = new ChatHistory("Be brief.");
        history.AddUserMessage("Hi <b>");
        history.AddAssistantMessage("Hello");
        history.AddUserMessage("Where?");
        return history;
    }
}

using AccessGov.App.Texts;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;
using Microsoft.Extensions.Logging;

namespace AccessGov.Functions.Tests.Triggers;

/// <summary>What the log says of something that a function cannot read: an English sentence, and no secret.</summary>
public sealed class TriggerLogTests
{
    [Fact]
    public async Task What_people_are_told_in_their_language_the_log_says_in_English()
    {
        var flaw = Wording.Of("Json.member-unknown", "員");
        var line = await LoggedAsync(() => throw new FlawException(flaw));
        Assert.Contains($"got what it cannot read: {new UiTexts("en").Of(flaw)}", line, StringComparison.Ordinal);
        Assert.DoesNotContain(flaw.Key, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_a_text_for_people_is_said_as_it_is() =>
        Assert.Contains(
            "cannot read: The message names no plan.",
            await LoggedAsync(() => throw new FormatException("The message names no plan.")),
            StringComparison.Ordinal
        );

    /// <summary>Whoever knows a fact's seed can tell what was erased.</summary>
    [Fact]
    public async Task A_seed_that_is_none_is_not_quoted()
    {
        const string seed = "5EED5EED5EED";
        var line = await LoggedAsync(() => Task.FromResult(FactSeed.Parse(seed)));
        Assert.Contains("cannot read: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Audit.", line, StringComparison.Ordinal);
        Assert.DoesNotContain(seed, line, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> LoggedAsync(Func<Task> run)
    {
        using var log = new KeptLog();
        using var factory = LoggerFactory.Create(l => l.AddProvider(log));
        var boundary = new TriggerBoundary(() => throw new InvalidOperationException(), factory.CreateLogger<TriggerBoundary>());
        Assert.False(await boundary.GuardAsync("SealAudit", run));
        return Assert.Single(log.Lines).Text;
    }
}

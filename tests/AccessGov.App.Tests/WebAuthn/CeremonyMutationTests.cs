using System.Globalization;
using System.Text;
using AccessGov.App.WebAuthn;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>
/// Lawful ceremonies, each turned in one way: none is accepted, none throws, and the step that refuses is the one that should. The table
/// of classes goes to the test's output and to artifacts/webauthn. <c>scripts/soak</c> runs ten times as many.
/// </summary>
public sealed class CeremonyMutationTests : IDisposable
{
    private const int Seed = 20260401;

    // Of each class.
    private static readonly int Times = Math.Max(
        20,
        int.Parse(Environment.GetEnvironmentVariable("ACCESSGOV_LAWS") ?? "0", CultureInfo.InvariantCulture) / 50
    );

    private readonly KeyWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task No_registration_that_went_wrong_in_any_way_is_accepted()
    {
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, world.Attestation);
        var mutations = RegistrationMutations.All(world);
        await JudgeAsync(
            "registration",
            mutations,
            async (mutation, random) =>
                await world.RegisterAsync(
                    d => mutation.Before?.Invoke(d, random),
                    d => mutation.After?.Invoke(d, random),
                    authenticator: key
                )
                    is RegistrationResult.Refused refused
                    ? refused.Step
                    : null
        );
    }

    [Fact]
    public async Task No_assertion_that_went_wrong_in_any_way_is_accepted()
    {
        using var key = new SoftwareAuthenticator(KeyWorld.Origin, KeyWorld.Model, world.Attestation);
        await JudgeAsync(
            "assertion",
            AssertionMutations.All(),
            async (mutation, random) =>
            {
                key.Counter = 1000;
                var result = await world.AssertAsync(
                    key,
                    d => mutation.Before?.Invoke(d, random),
                    d => mutation.After?.Invoke(d, random),
                    known: k => k with { Counter = 3 }
                );
                return result is AssertionResult.Refused refused ? refused.Step : null;
            }
        );
    }

    private static async Task JudgeAsync<T>(
        string name,
        IReadOnlyList<Mutation<T>> mutations,
        Func<Mutation<T>, Random, Task<CeremonyStep?>> run
    )
    {
        var table = new StringBuilder();
        var faults = new List<string>();
        foreach (var (index, mutation) in mutations.Index())
        {
            var steps = new SortedDictionary<string, int>(StringComparer.Ordinal);
            for (var time = 0; time < Times; time++)
            {
                var seed = Seed + index * 100_000 + time;
                string step;
                try
                {
                    step = (await run(mutation, new Random(seed)))?.Code ?? "ACCEPTED";
                }
                catch (Exception e)
                {
                    step = $"THROWN {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n')[0]}";
                }
                steps[step] = steps.GetValueOrDefault(step) + 1;
                var isExpected = step is not "ACCEPTED" && !step.StartsWith("THROWN", StringComparison.Ordinal);
                if (!isExpected || (mutation.Steps.Length > 0 && !mutation.Steps.Split(' ').Contains(step)))
                    faults.Add($"{mutation.Name}, seed {seed}: {step}; expected {mutation.Steps}");
            }
            table.AppendLine(
                CultureInfo.InvariantCulture,
                $"{mutation.Name} | {string.Join(", ", steps.Select(s => $"{s.Key} {s.Value}"))}"
            );
        }
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
        var folder = System.IO.Directory.CreateDirectory(Sample.InRepository("artifacts/webauthn"));
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(folder.FullName, $"{name}-mutations.txt"),
            table.ToString(),
            TestContext.Current.CancellationToken
        );
        Assert.True(mutations.Count * Times >= 1000, $"{mutations.Count} classes, {Times} times each.");
        Assert.Empty(faults);
    }
}

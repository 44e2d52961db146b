using System.Text.Json;
using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Checks;

/// <summary>Looks that may fail: whatever is met outside is a result like any other, and the next look is taken all the same.</summary>
internal static class Looks
{
    /// <summary>Takes one look.</summary>
    /// <param name="code">The check that is wrong when the look fails; its text takes the failure's code, its message, and at what.</param>
    /// <param name="what">At what, for people: a path, an address.</param>
    /// <param name="look">The look itself.</param>
    public static async Task<IReadOnlyList<CheckResult>> AtAsync(string code, string what, Func<Task<IReadOnlyList<CheckResult>>> look)
    {
        try
        {
            return await look();
        }
        catch (OutsideFailureException e)
        {
            return [CheckResult.Wrong(code, e.Kind.Code, e.What, what)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var failure = FileFailures.Classified(e, Wording.Of("Outside.at", what));
            return [CheckResult.Wrong(code, failure.Kind.Code, failure.What, what)];
        }
        catch (InvalidSettingException e)
        {
            return [CheckResult.Wrong(code, "settings", e.What, what)];
        }
        // What the settings say and no library takes.
        catch (ArgumentException e)
        {
            return [CheckResult.Wrong(code, "settings", e.Message, what)];
        }
        catch (Exception e) when (e is DamagedException or JsonException)
        {
            // JsonException quotes what it stumbled over, which may be somebody's data.
            return [CheckResult.Wrong("altered", what, (e as DamagedException)?.What ?? Wording.Of("Damaged.no-json"))];
        }
    }

    /// <summary>Takes one look.</summary>
    public static Task<IReadOnlyList<CheckResult>> AtAsync(string code, string what, Func<Task<CheckResult>> look) =>
        AtAsync(code, what, async () => (IReadOnlyList<CheckResult>)[await look()]);

    /// <summary>Takes one look.</summary>
    public static Task<IReadOnlyList<CheckResult>> AtAsync(string code, string what, Func<IReadOnlyList<CheckResult>> look) =>
        AtAsync(code, what, () => Task.FromResult(look()));
}

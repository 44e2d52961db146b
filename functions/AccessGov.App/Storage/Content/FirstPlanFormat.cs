using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// Reads the actions of plans of <see cref="PlanFormat.First"/>: a change of attributes held every attribute as it shall be, and the list
/// of what differs follows from what the planner saw.
/// </summary>
internal static class FirstPlanFormat
{
    /// <summary>How such a change begins; <c>kind</c> always stood first.</summary>
    private static ReadOnlySpan<byte> Change => "{\"kind\":\"ChangeAttributes\","u8;

    private sealed record WholeChange(
        string Kind,
        Target Target,
        Because Because,
        Expect Expect,
        AccountAttributes Attributes,
        EmployeeId? NewEmployeeId,
        ActionId Id
    );

    public static PlannedAction[] ReadActions(KeptLines lines, int count)
    {
        var actions = new PlannedAction[count];
        for (var i = 0; i < count; i++)
            actions[i] = Read(lines.Next());
        return actions;
    }

    private static PlannedAction Read(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Change))
            return Value<PlannedAction>(line);
        var whole = Value<WholeChange>(line);
        if (whole.Expect is not Expect.Account seen)
            throw new DamagedException(Wording.Of("Damaged.kept-empty"));
        return new PlannedAction.ChangeAttributes(whole.Target, whole.Because, whole.Expect, [.. Changes(whole, seen)]);
    }

    private static IEnumerable<AttributeChange> Changes(WholeChange whole, Expect.Account seen)
    {
        if (whole.NewEmployeeId is { } number)
            yield return new AttributeChange(
                AttributeName.EmployeeId,
                (whole.Because.Cause as Core.Desired.Cause.Renumbered)?.Former.Value ?? "",
                number.Value
            );
        foreach (var change in AttributeChange.Between(seen.Attributes, whole.Attributes))
            yield return change;
    }

    private static T Value<T>(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize<T>(line, CoreJson.Options) ?? throw new DamagedException(Wording.Of("Damaged.kept-empty"));
}

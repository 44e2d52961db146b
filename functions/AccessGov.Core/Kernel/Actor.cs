namespace AccessGov.Core.Kernel;

/// <summary>Who or what caused a fact. Closed.</summary>
public abstract record Actor
{
    private Actor() { }

    /// <summary>A person of the municipality; written as the bare 職員番号.</summary>
    /// <param name="Id">The person.</param>
    public sealed record Employee(EmployeeId Id) : Actor
    {
        /// <inheritdoc/>
        public override string ToString() => Id.Value;
    }

    /// <summary>An operating-system user who is mapped to nobody; written <c>os:name</c>.</summary>
    /// <param name="Name">1 to 120 characters, no control characters.</param>
    public sealed record OsUser(string Name) : Actor
    {
        /// <inheritdoc/>
        public override string ToString() => "os:" + Name;
    }

    /// <summary>A trigger of the product; written <c>trigger:SealAudit</c>.</summary>
    /// <param name="Name">1 to 120 characters, no control characters.</param>
    public sealed record Trigger(string Name) : Actor
    {
        /// <inheritdoc/>
        public override string ToString() => "trigger:" + Name;
    }

    /// <summary>Another program that was let in by name; written <c>app:jinji</c>.</summary>
    /// <param name="Name">1 to 120 characters, no control characters.</param>
    public sealed record Application(string Name) : Actor
    {
        /// <inheritdoc/>
        public override string ToString() => "app:" + Name;
    }

    /// <summary>Reads what <c>ToString</c> wrote; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static Actor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var actor =
            text.StartsWith("os:", StringComparison.Ordinal) ? new OsUser(text[3..])
            : text.StartsWith("trigger:", StringComparison.Ordinal) ? new Trigger(text[8..])
            : text.StartsWith("app:", StringComparison.Ordinal) ? new Application(text[4..])
            : EmployeeId.TryParse(text, out var id) ? new Employee(id)
            : (Actor?)null;
        return actor is not null && actor.Flaw is null
            ? actor
            : throw new FormatException(
                $"Actor '{text}' must be an employee id, 'os:' and a user's name, 'trigger:' and a trigger's name, or 'app:' and a "
                    + $"program's name."
            );
    }

    internal string? Flaw =>
        this switch
        {
            Employee e => EmployeeId.TryParse(e.Id.Value, out _) ? null : "the actor is no employee id",
            OsUser o => FlawOfName(o.Name),
            Trigger t => FlawOfName(t.Name),
            Application a => FlawOfName(a.Name),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string? FlawOfName(string? name) =>
        name is { Length: > 120 } ? "the actor's name has 1 to 120 characters" : CanonicalText.FlawOf(name, "the actor's name");
}

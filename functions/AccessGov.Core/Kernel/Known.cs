namespace AccessGov.Core.Kernel;

/// <summary>A family of facts that is either known whole or not known at all: silence is not an empty list.</summary>
/// <typeparam name="T">The facts.</typeparam>
public abstract record Known<T>
{
    private Known() { }

    /// <summary>Every fact of the family is here: whoever is not named has none.</summary>
    /// <param name="Facts">All of them.</param>
    public sealed record Whole(T Facts) : Known<T>;

    /// <summary>Not known: nothing is granted and nothing is taken on its account (law 4).</summary>
    /// <param name="Reason">Why, for the finding.</param>
    public sealed record Missing(string Reason) : Known<T>;
}

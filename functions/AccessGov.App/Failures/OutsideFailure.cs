namespace AccessGov.App.Failures;

/// <summary>What went wrong outside this program, classified once, in the adapter that met it.</summary>
public abstract record OutsideFailure
{
    private OutsideFailure(string code) => Code = code;

    /// <summary>
    /// Stable short name of the failure (<c>throttled</c>, <c>disk-full</c> …), fit for logs and records; never a secret.
    /// </summary>
    public string Code { get; }

    /// <summary>May pass by itself: trying the same again later is right.</summary>
    public sealed record Transient : OutsideFailure
    {
        /// <summary>Makes a transient failure.</summary>
        /// <param name="code">Stable code, kebab-case.</param>
        /// <param name="retryAfter">How long the other side asked to wait; null when it did not say.</param>
        public Transient(string code, TimeSpan? retryAfter = null)
            : base(code) => RetryAfter = retryAfter;

        /// <summary>How long the other side asked to wait; null when it did not say.</summary>
        public TimeSpan? RetryAfter { get; }
    }

    /// <summary>Trying the same again is useless until somebody changes something.</summary>
    public sealed record Permanent : OutsideFailure
    {
        /// <summary>Makes a permanent failure.</summary>
        /// <param name="code">Stable code, kebab-case.</param>
        public Permanent(string code)
            : base(code) { }
    }
}

namespace AccessGov.App.Tests.Directory.Ldap;

/// <summary>Works on places of its own in a domain that all tests share; skipped, and says so, where there is none.</summary>
[Collection(DomainSpace.Collection)]
public abstract class DomainTest : IAsyncLifetime
{
    private protected DomainSpace space = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        space = await DomainSpace.OpenAsync(Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (space is not null)
            await space.EmptyAsync(CancellationToken.None);
    }
}

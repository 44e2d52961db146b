using AccessGov.App.Composition;

namespace AccessGov.Web.Pages;

/// <summary>The pages, made when the first is asked for. That the installation could not be opened is not remembered.</summary>
/// <param name="process">The process's services.</param>
/// <param name="installation">Opens the installation, or throws.</param>
internal sealed class PagesOnce(IServiceProvider process, Func<Installation> installation)
{
    private readonly Lock making = new();
    private PagePipeline? made;

    /// <summary>The pages; null when the settings name no address of a portal.</summary>
    public PagePipeline? Find()
    {
        if (Volatile.Read(ref made) is { } there)
            return there;
        if (installation().Settings.Portal.Address is not { } address)
            return null;
        lock (making)
            return made ??= new PagePipeline(process, installation, address);
    }
}

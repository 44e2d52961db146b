namespace AccessGov.Web.Pages;

/// <summary>What browsers are told not to do: no script and no style but ours, no frame, nothing kept of a page.</summary>
internal static class PageHeaders
{
    public static HeaderPolicyCollection Of(Uri address)
    {
        var headers = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddCrossOriginOpenerPolicy(p => p.SameOrigin())
            .AddCrossOriginEmbedderPolicy(p => p.RequireCorp())
            .AddCrossOriginResourcePolicy(p => p.SameOrigin())
            .AddPermissionsPolicy(may =>
            {
                // Keys are enrolled and asked for by our own pages. The rest is nobody's business here; only what today's browsers know.
                may.AddPublickeyCredentialsCreate().Self();
                may.AddPublickeyCredentialsGet().Self();
                may.AddCamera().None();
                may.AddMicrophone().None();
                may.AddGeolocation().None();
                may.AddDisplayCapture().None();
                may.AddPayment().None();
                may.AddUsb().None();
                may.AddHid().None();
            })
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().Self();
                csp.AddScriptSrc().Self();
                csp.AddImgSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddFormAction().Self();
                csp.AddBaseUri().None();
                csp.AddFrameAncestors().None();
            })
            .RemoveServerHeader();
        return address.Scheme == Uri.UriSchemeHttps ? headers.AddStrictTransportSecurityMaxAge() : headers;
    }
}

namespace Metrology.Web.Features;

/// <summary>Every feature of the product, one line each; the navigation shows them in this order.</summary>
internal static class FeatureCatalogue
{
    public static readonly IReadOnlyList<IFeature> All =
    [
        new Home.HomeFeature(),
        new Laboratory.SignInFeature(),
        new Laboratory.ProviderFeature(),
        new Laboratory.SetUpFeature(),
        new Laboratory.WelcomeFeature(),
        new Search.SearchFeature(),
        new Verifications.QueueFeature(),
        new Bench.BenchFeature(),
        new Benches.HealthFeature(),
        new Verifications.RecordFeature(),
        new Customers.UnitsFeature(),
        new Customers.CustomersFeature(),
        new Reviews.ReviewsFeature(),
        new Certificates.CertificatesFeature(),
        new Certificates.CheckFeature(),
        new Forecasts.ForecastFeature(),
        new Targets.TargetsFeature(),
        new CountedThings.CountedThingsFeature(),
        new Projects.ProjectsFeature(),
        new Standards.StandardsFeature(),
        new Keeping.KeepingFeature(),
        new Chains.ChainFeature(),
        new Equipment.EquipmentFeature(),
        new Capabilities.CapabilitiesFeature(),
        new Sharing.SharingFeature(),
        new Planning.DueFeature(),
        new Reports.ReportsFeature(),
        new Jobs.JobsFeature(),
        new Benches.BenchRegisterFeature(),
        new Payloads.PayloadsFeature(),
        new Stations.StationsFeature(),
        new Simulators.SimulatorsFeature(),
        new Operation.OperationFeature(),
        new Operation.WatchFeature(),
        new Faults.FaultsFeature(),
        new About.AboutFeature(),
        new History.HistoryFeature(),
        new Retention.RetentionFeature(),
        new Procedures.ProceduresFeature(),
        new Templates.TemplatesFeature(),
        new Laboratory.AccountsFeature(),
        new Laboratory.MyAccountFeature(),
        new Notifications.NotificationsFeature(),
        new Rights.RightsFeature(),
        new Laboratory.InstitutionFeature(),
        new Gallery.GalleryFeature(),
        new Api.ApiFeature(),
    ];

    public static readonly IReadOnlyList<NavEntry> Navigation = [.. All.SelectMany(feature => feature.Navigation)];

    public static void Map(WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        foreach (var feature in All)
            feature.Map(app, api);
    }
}

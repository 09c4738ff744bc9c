using System.Globalization;
using Metrology.Core.Traceability;

namespace Metrology.Vectors.Kinds;

public sealed class CertificateNumbers : VectorKind
{
    public override string Name => "certificate-numbers";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("reason"); // says in free words why a number is refused
        var parsed = StandardCertificateNumber.Parse(vector.NeedText("raw"));
        vector.Expect("valid", !parsed.IsRefused);
        vector.ExpectList("warnings", parsed.IsRefused ? [] : parsed.Value.Warnings);
        if (parsed.IsRefused)
        {
            if (vector["expect"] is not null)
                vector.Differs("expect", "a number", parsed.Refusal!.Code);
            return;
        }

        var number = parsed.Value;
        vector.Expect("expect.year_raw", number.Year.Raw);
        vector.Expect("expect.year", number.Year.Value.ToString(CultureInfo.InvariantCulture));
        vector.Expect("expect.area", number.Area);
        vector.Expect("expect.kind", number.Kind.Label().Zh);
        vector.Expect("expect.class_raw", number.ClassRaw);
        vector.Expect("expect.number_raw", number.NumberRaw);
        vector.Expect("expect.number", number.Number.ToString(CultureInfo.InvariantCulture));
        vector.Expect("expect.normalised", number.Normalised);
        vector.Expect("expect.class_meaning", number.ClassMeaning);
    }
}

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guard", "0006_findings_take_a_review_alone")]

    operations = [
        migrations.AddField(
            model_name="guardcheck",
            name="urgent_reason",
            field=models.TextField(blank=True, db_default=""),
        ),
    ]

// A sample: what the tests look at. With a copy of it, "--parameters YOURS.bicepparam" keeps a deployment's choices in a file.
using 'main.bicep'

param name = 'citygov'

param alertEmail = 'johosei@city.example.jp'

param location = 'japaneast'

param operatorsGroupId = '0d1f5bd2-8f0c-4b3e-9a55-3c1f7a1f0c11'

param portalAddress = 'https://accessgov.city.example.jp'

param portalClientId = '7c9a2f54-6f0e-4d0b-8a36-2f1d5c7b9e20'

param portalCityName = '須坂市'

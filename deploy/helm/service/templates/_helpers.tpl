{{- define "service.labels" -}}
app.kubernetes.io/name: {{ .Values.name }}
app.kubernetes.io/part-of: ekinerja
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Values.global.tag | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.global.site }}
ekinerja/site: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "service.selector" -}}
app.kubernetes.io/name: {{ .Values.name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "service.image" -}}
{{- with .root.Values.global.registry }}{{ . }}/{{ end }}ekinerja/{{ .name }}:{{ required "global.tag: which release runs" .root.Values.global.tag }}
{{- end }}

{{- define "service.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "service.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
